package io.customersegment.prompt;

import io.customersegment.catalogue.Entry;
import io.customersegment.catalogue.Superlative;
import java.util.List;

/** What a phrase can be. */
sealed interface Lexeme {

    /** A word of plain English. */
    record Function(Role role) implements Lexeme {}

    /** A name of an entry. */
    record Name(Entry entry, Entry.Part part) implements Lexeme {}

    /** The name of an entry's date column. */
    record DateName(Entry entry) implements Lexeme {}

    /** A text that an entry can be. */
    record Value(Entry entry, List<String> texts) implements Lexeme {}

    /** A word that may stand beside an entry. */
    record Beside(Entry entry) implements Lexeme {}

    /** A comparative of an entry: older. */
    record Comparative(Entry entry, boolean more) implements Lexeme {}

    /** A word that ranks. */
    record Ranking(Superlative superlative) implements Lexeme {}

    /** A word of the business without a meaning of its own. */
    record Plain(Kind kind) implements Lexeme {}

    /** The words without a meaning of their own. */
    enum Kind {
        PEOPLE,
        SILENT,
        OCCASION,
        CONTACT
    }
}
