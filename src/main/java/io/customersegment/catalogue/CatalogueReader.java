package io.customersegment.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a catalogue from YAML. */
public final class CatalogueReader {

    private static final String BUILT_IN = "/config/catalogue.yaml";
    private static final int VERSION_BYTES = 6;

    private CatalogueReader() {}

    /** Returns the built-in catalogue: the customers of a car retailer. */
    public static Catalogue builtIn() {
        try (InputStream stream = CatalogueReader.class.getResourceAsStream(BUILT_IN)) {
            if (stream == null) {
                throw new IllegalStateException("The class path has no " + BUILT_IN);
            }
            byte[] yaml = stream.readAllBytes();
            return catalogue(YamlDocument.parse(yaml).root(), yaml);
        } catch (IOException fault) {
            throw new IllegalStateException("The catalogue that is built in cannot be read", fault);
        }
    }

    /**
     * Reads the catalogue in a file, checked by the rules of this package alone.
     *
     * @throws IllegalArgumentException if the file cannot be read or a rule is broken
     */
    public static Catalogue read(Path file) {
        return CatalogueFile.read(file).catalogue();
    }

    /** Returns the catalogue of a file that breaks no rule. */
    static Catalogue catalogue(JsonNode root, byte[] yaml) {
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
                SampleReader.read(root, columns),
                root.path("always").asText(""),
                version(yaml));
    }

    private static String version(byte[] yaml) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(yaml);
            return HexFormat.of().formatHex(hash, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    /** Returns the column of a node that has a name and a known type. */
    static Column column(JsonNode node) {
        String name = node.path("name").asText();
        return new Column(
                name,
                node.path("label").asText(Column.defaultLabel(name)),
                Objects.requireNonNull(Column.Type.of(node.path("type").asText())),
                node.path("nullable").asBoolean(false),
                texts(node.path("values")),
                node.path("min").asDouble(Double.NEGATIVE_INFINITY),
                node.path("max").asDouble(Double.POSITIVE_INFINITY),
                node.path("filter").asBoolean(false));
    }

    /** Returns for each column with the key the column that it names. */
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
