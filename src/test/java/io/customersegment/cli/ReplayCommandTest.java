package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Reason;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReplayCommandTest {

    /** A refusal by the service is not retryable, but ends when an operator mends a permission, credentials or a filter. */
    @ParameterizedTest
    @EnumSource
    void shouldSelectWithoutATypeWhatIsNotTheRequestsFault(Reason reason) {
        boolean endsWithoutAnotherRequest = reason.retryable() || reason == Reason.SOURCE_REFUSED;

        assertThat(List.of(ReplayCommand.NOT_THE_REQUESTS_FAULT.split(","))
                        .contains(ReplayCommand.word(reason.type().title())))
                .isEqualTo(endsWithoutAnotherRequest);
    }
}
