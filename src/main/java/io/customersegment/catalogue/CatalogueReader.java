package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a catalogue from YAML and says what is wrong with it. */
public final class CatalogueReader {

    private static final String BUILT_IN = "/config/catalogue.yaml";
    private static final String SCHEMA = "/config/catalogue.schema.json";
    private static final int VERSION_BYTES = 6;

    private CatalogueReader() {}

    /** The catalogue that is built in: the customers of a car retailer. */
    public static Catalogue builtIn() {
        try (InputStream stream = CatalogueReader.class.getResourceAsStream(BUILT_IN)) {
            if (stream == null) {
                throw new IllegalStateException("The class path has no " + BUILT_IN);
            }
            byte[] yaml = stream.readAllBytes();
            return catalogue(YamlDocument.parse(yaml).root(), version(yaml));
        } catch (IOException fault) {
            throw new IllegalStateException("The catalogue that is built in cannot be read", fault);
        }
    }

    /**
     * A deployment's own catalogue.
     *
     * @throws IllegalArgumentException if the file cannot be read or a rule is broken; it names the file and, for each problem, the
     *     line, the key and the rule
     */
    public static Catalogue read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException fault) {
            throw new IllegalArgumentException("The catalogue " + file + " cannot be read: " + fault, fault);
        } catch (IllegalArgumentException fault) {
            String problems = String.valueOf(fault.getMessage());
            throw new IllegalArgumentException(
                    "The catalogue " + file + " cannot be used:" + (problems.contains("\n") ? "\n" : " ") + problems,
                    fault);
        }
    }

    private static Catalogue read(byte[] yaml) {
        YamlDocument document = YamlDocument.parse(yaml);
        YamlSchema schema = YamlSchema.of(SCHEMA);
        YamlProblems problems = new YamlProblems();
        schema.validate(document, problems);
        new CatalogueRules(document, schema, problems).check();
        problems.throwIfAny();
        return catalogue(document.root(), version(yaml));
    }

    private static Catalogue catalogue(JsonNode root, String version) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (JsonNode node : root.path("columns")) {
            Column column = column(node);
            columns.put(column.name(), column);
        }
        List<Catalogue.Companions> companions = new ArrayList<>();
        for (JsonNode node : root.path("companions")) {
            companions.add(new Catalogue.Companions(
                    known(columns, node.path("column").asText()),
                    node.path("from").asDouble(Double.NEGATIVE_INFINITY),
                    node.path("to").asDouble(Double.POSITIVE_INFINITY),
                    texts(node.path("show")).stream()
                            .map(name -> known(columns, name))
                            .toList()));
        }
        return new Catalogue(
                columns,
                references(columns, root, "counted_by"),
                references(columns, root, "not_after"),
                companions,
                new LexiconReader(columns).read(root),
                version);
    }

    private static String version(byte[] yaml) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(yaml);
            return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    private static Column column(JsonNode node) {
        String name = node.path("name").asText();
        return new Column(
                name,
                node.path("label").asText(Column.defaultLabel(name)),
                Column.Type.valueOf(node.path("type").asText().toUpperCase(Locale.ROOT)),
                node.path("nullable").asBoolean(false),
                texts(node.path("values")),
                node.path("min").asDouble(Double.NEGATIVE_INFINITY),
                node.path("max").asDouble(Double.POSITIVE_INFINITY),
                node.path("filter").asBoolean(false));
    }

    /** For each column with the key, the column that it names. */
    private static Map<Column, Column> references(Map<String, Column> columns, JsonNode root, String key) {
        Map<Column, Column> references = new LinkedHashMap<>();
        for (JsonNode node : root.path("columns")) {
            if (node.has(key)) {
                references.put(
                        known(columns, node.path("name").asText()),
                        known(columns, node.path(key).asText()));
            }
        }
        return references;
    }

    private static Column known(Map<String, Column> columns, String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("there is no column " + name);
        }
        return column;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
