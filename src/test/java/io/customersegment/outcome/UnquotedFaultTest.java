package io.customersegment.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class UnquotedFaultTest {

    @Test
    void shouldKeepClassesAndFramesAndNoWord() {
        IllegalStateException fault = new IllegalStateException("secret", new NumberFormatException("secret"));
        fault.addSuppressed(new IllegalArgumentException("secret"));

        String printed = printed(UnquotedFault.of(fault));

        assertThat(printed)
                .doesNotContain("secret")
                .contains("java.lang.IllegalStateException", "Caused by", "java.lang.NumberFormatException")
                .contains("Suppressed", "java.lang.IllegalArgumentException", "shouldKeepClassesAndFramesAndNoWord");
    }

    @Test
    void shouldEndWhereCausesGoInACircle() {
        IllegalStateException first = new IllegalStateException("secret");
        IllegalStateException second = new IllegalStateException("secret", first);
        first.initCause(second);
        first.addSuppressed(second);

        String printed = printed(UnquotedFault.of(first));

        assertThat(printed).doesNotContain("secret");
    }

    @Test
    void shouldStayAsItIs() {
        UnquotedFault fault = UnquotedFault.of(new IllegalStateException("secret"));

        assertThat(UnquotedFault.of(fault)).isSameAs(fault);
    }

    private static String printed(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
