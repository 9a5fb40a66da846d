package io.customersegment.catalogue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.customersegment.text.InvalidFileException;
import io.customersegment.text.Position;
import io.customersegment.text.Problem;
import io.customersegment.text.ReadFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A catalogue's file while it is checked: its readable content, the positions, and the problems found. It applies the rules of this
 * package; other packages add the violations of theirs.
 *
 * <p><i>Threads:</i> confined to one thread.
 */
public final class CatalogueFile {

    private static final String SCHEMA = "/config/catalogue.schema.json";
    private static final List<String> WORDS = List.of("people", "silent", "contacts");

    private final Path file;
    private final byte[] yaml;
    private final YamlDocument document;
    private final YamlSchema schema = YamlSchema.of(SCHEMA);
    private final YamlProblems problems = new YamlProblems();
    private final Map<Column, String> columns = new LinkedHashMap<>();
    private final Map<String, String> entries = new HashMap<>();

    private CatalogueFile(Path file, byte[] yaml) {
        this.file = file;
        this.yaml = yaml;
        this.document = YamlDocument.parse(yaml);
        each("/columns").forEach((pointer, node) -> {
            if (node.path("name").isTextual()
                    && Column.Type.of(node.path("type").asText()) != null) {
                columns.putIfAbsent(CatalogueReader.column(node), pointer);
            }
        });
        each("/entries")
                .forEach((pointer, node) -> entries.put(node.path("name").asText(), pointer));
        schema.validate(document, problems);
        new CatalogueRules(document, schema, problems).check();
    }

    /**
     * A key or an item of the file.
     *
     * @param name the name in messages, e.g. "column age, filter"
     */
    public record Place(Position position, String name) {

        /** Returns a problem at this place. */
        public Problem problem(String text) {
            return new Problem(position, name + ": " + text);
        }
    }

    /** A phrase that prompts may contain by itself, and its place. */
    public record Phrase(String text, Place place) {}

    /**
     * Reads a file and applies this package's rules.
     *
     * @throws IllegalArgumentException if it cannot be read or is not YAML
     */
    public static CatalogueFile read(Path file) {
        try {
            return new CatalogueFile(file, Files.readAllBytes(file));
        } catch (IOException fault) {
            throw new IllegalArgumentException(
                    "The catalogue " + file + " cannot be read: " + ReadFault.words(fault), fault);
        } catch (InvalidFileException fault) {
            throw named(file, fault);
        }
    }

    /** Returns the columns that can be read, each name once; the others are reported as problems. */
    public List<Column> columns() {
        return List.copyOf(columns.keySet());
    }

    /** Returns the place of a column's key; of the column if the file does not have the key. */
    public Place place(Column column, String key) {
        return member(columns.getOrDefault(column, ""), key);
    }

    /** Returns the place of an entry's key; of the entry if the file does not have the key. */
    public Place place(Entry entry, String key) {
        return member(entries.getOrDefault(entry.name(), ""), key);
    }

    /** Returns the place of the list of columns. */
    public Place columnList() {
        return member("", "columns");
    }

    /** Returns the place of the condition that is added to every prompt. */
    public Place always() {
        return member("", "always");
    }

    /** Returns all phrases except those that count only next to others or may be anything: context, short forms, occasions. */
    public List<Phrase> phrases() {
        List<Phrase> phrases = new ArrayList<>();
        columns.forEach((column, pointer) -> {
            String words = Column.defaultLabel(column.name());
            phrases.add(new Phrase(words, place(column, "name")));
            if (!words.equals(column.label())) {
                phrases.add(new Phrase(column.label(), place(column, "label")));
            }
        });
        WORDS.forEach(list -> addTexts("/" + list, phrases));
        each("/entries").forEach((pointer, entry) -> {
            for (Entry.Part part : Entry.Part.values()) {
                addTexts(pointer + "/" + part.name().toLowerCase(Locale.ROOT), phrases);
            }
            addValues(pointer, entry, phrases);
        });
        each("/superlatives").forEach((pointer, superlative) -> addTexts(pointer + "/words", phrases));
        return phrases;
    }

    /** Adds the violation of a rule at this place. */
    public void refuse(Place place, String text) {
        Problem problem = place.problem(text);
        problems.add(problem.position(), problem.text());
    }

    /** Whether no violation has been found so far. */
    public boolean sound() {
        return problems.none();
    }

    /**
     * Returns the catalogue in the file.
     *
     * @throws InvalidFileException if the file breaks a rule; the message names the file
     */
    public Catalogue catalogue() {
        try {
            problems.throwIfAny();
        } catch (InvalidFileException fault) {
            throw named(file, fault);
        }
        return CatalogueReader.catalogue(document.root(), yaml);
    }

    private static InvalidFileException named(Path file, InvalidFileException fault) {
        return new InvalidFileException("The catalogue " + file, fault);
    }

    private void addValues(String entryPointer, JsonNode entry, List<Phrase> phrases) {
        for (JsonNode trait : entry.path("traits")) {
            if (trait.asText().equals("values_need_name")) {
                return;
            }
        }
        for (Map.Entry<String, JsonNode> value : entry.path("values").properties()) {
            String pointer = entryPointer + "/values" + YamlDocument.segment(value.getKey());
            if (value.getValue().isEmpty()) {
                phrases.add(new Phrase(value.getKey(), place(pointer)));
            } else {
                addTexts(pointer, phrases);
            }
        }
    }

    private void addTexts(String list, List<Phrase> phrases) {
        each(list).forEach((pointer, node) -> phrases.add(new Phrase(node.asText(), place(pointer))));
    }

    /** Returns the items of a list by their pointers; none if there is no list. */
    private Map<String, JsonNode> each(String list) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        JsonNode node = document.root().at(list);
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            items.put(list + "/" + i, node.get(i));
        }
        return items;
    }

    private Place member(String pointer, String key) {
        String member = pointer + YamlDocument.segment(key);
        return place(document.root().at(member).isMissingNode() ? pointer : member);
    }

    private Place place(String pointer) {
        String where = schema.where(document, JsonPointer.compile(pointer));
        return new Place(
                document.position(pointer), where.isEmpty() ? "catalogue" : where.substring(0, where.length() - 2));
    }
}
