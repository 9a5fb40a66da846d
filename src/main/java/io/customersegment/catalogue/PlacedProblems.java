package io.customersegment.catalogue;

import com.fasterxml.jackson.core.JsonPointer;

/** Adds problems at places of a document, with their line and what they belong to. */
final class PlacedProblems {

    private final YamlDocument document;
    private final YamlSchema schema;
    private final YamlProblems problems;

    PlacedProblems(YamlDocument document, YamlSchema schema, YamlProblems problems) {
        this.document = document;
        this.schema = schema;
        this.problems = problems;
    }

    /** Adds a problem of the place with this pointer. */
    void add(String pointer, String text) {
        JsonPointer compiled = JsonPointer.compile(pointer);
        problems.add(document.position(compiled), schema.where(document, compiled) + text);
    }

    /** Returns the line of the place. */
    int line(Place place) {
        return document.position(place.pointer()).line();
    }

    /** Returns the key and its owner for messages, such as "entry age, number". */
    String owner(Place place) {
        String where = schema.where(document, JsonPointer.compile(place.pointer()));
        return where.substring(0, where.length() - 2);
    }
}
