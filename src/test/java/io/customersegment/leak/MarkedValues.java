package io.customersegment.leak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.customersegment.catalogue.Catalogue;
import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.catalogue.Column;
import io.customersegment.catalogue.Entry;
import io.customersegment.config.Settings;
import io.customersegment.enrich.RecommendationSource;
import io.customersegment.local.emulator.Faults;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.FilterTemplates;
import io.customersegment.request.CarModel;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Creates values of any of our records in which every text, every fractional number and all bytes are marks. Values that come from the
 * configuration alone are real: columns, filters, car models, topics. Whole numbers are counts and positions.
 */
final class MarkedValues {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    private static final Map<Class<?>, Object> CONFIGURED = Map.of(
            Catalogue.class, CATALOGUE,
            Column.class, CATALOGUE.column("total_value"),
            Entry.class, CATALOGUE.lexicon().entries().get(0),
            FilterTemplate.class, FilterTemplates.from(CATALOGUE).all().get(0),
            CarModel.class, new CarModel("SIENTA HYBRID ELEGANCE - 2021"),
            Faults.class, Faults.none(),
            JsonNode.class, TextNode.valueOf(Marks.WORD),
            Headers.class, new RecordHeaders().add(Marks.WORD, Marks.WORD.getBytes(StandardCharsets.UTF_8)),
            CompletableFuture.class, new CompletableFuture<>(),
            Settings.Topics.class, new Settings.Topics("requests", "results", "errors", "suppressions", "audit"));

    /** Components that contain a name from the configuration, or a sentence of ours that quotes nothing. */
    private static final Set<String> NAMES = Set.of(
            "errorType",
            "eventType",
            "expected",
            "file",
            "filter",
            "filterArn",
            "header",
            "name",
            "problem",
            "source",
            "topic",
            "userId");

    /** Creates a value of the type. */
    Object of(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        if (type instanceof WildcardType wild) {
            return of(wild.getUpperBounds()[0]);
        }
        if (type instanceof TypeVariable<?>) {
            return of(RecommendationSource.Item.class);
        }
        Class<?> plain = (Class<?>) type;
        Object known = CONFIGURED.getOrDefault(plain, simple(plain));
        if (known != null) {
            return known;
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isArray()) {
            Object array = Array.newInstance(plain.getComponentType(), 1);
            Array.set(array, 0, of(plain.getComponentType()));
            return array;
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isSealed()) {
            return of(leaf(plain));
        }
        if (plain.isInterface()) {
            return Proxy.newProxyInstance(
                    plain.getClassLoader(),
                    new Class<?>[] {plain},
                    (self, method, arguments) ->
                            method.getName().equals("toString") ? "a " + plain.getSimpleName() : null);
        }
        return made(plain);
    }

    /** Returns the first subclass by name without a field of the sealed type. Compilers list subclasses in different orders. */
    private static Class<?> leaf(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(kind -> Arrays.stream(kind.getDeclaredFields())
                        .noneMatch(field -> field.getGenericType().getTypeName().contains(sealed.getName())))
                .min(Comparator.comparing(Class::getName))
                .orElseThrow();
    }

    private Object generic(ParameterizedType type) throws ReflectiveOperationException {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] of = type.getActualTypeArguments();
        if (raw == List.class || raw == Iterable.class || raw == Collection.class) {
            return List.of(of(of[0]));
        }
        if (raw == Set.class) {
            return Set.of(of(of[0]));
        }
        if (raw == Map.class) {
            return Map.of(of(of[0]), of(of[1]));
        }
        return of(raw);
    }

    private static @Nullable Object simple(Class<?> type) {
        if (type == String.class || type == Object.class || type == CharSequence.class) {
            return Marks.WORD;
        }
        if (type == byte[].class) {
            return Marks.WORD.getBytes(StandardCharsets.UTF_8);
        }
        if (type == int.class || type == Integer.class) {
            return 7;
        }
        if (type == long.class || type == Long.class) {
            return 7L;
        }
        if (type == double.class || type == Double.class) {
            return (double) Marks.NUMBER;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == Path.class) {
            return Path.of(Marks.WORD);
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(1);
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == LocalDate.class) {
            return LocalDate.EPOCH;
        }
        if (type == Period.class) {
            return Period.ZERO;
        }
        if (type == Header.class) {
            return new RecordHeader(Marks.WORD, Marks.WORD.getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }

    private Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String name = components[i].getName();
            boolean configured = NAMES.contains(name);
            if (configured && types[i] == String.class) {
                values[i] = "a " + name;
            } else if (configured && types[i] == List.class) {
                values[i] = List.of("a " + name);
            } else {
                values[i] = of(components[i].getGenericType());
            }
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private Object made(Class<?> type) throws ReflectiveOperationException {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new InvocationTargetException(new IllegalStateException("abstract " + type));
        }
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Type[] types = constructor.getGenericParameterTypes();
        Object[] values = new Object[types.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(types[i]);
        }
        return constructor.newInstance(values);
    }
}
