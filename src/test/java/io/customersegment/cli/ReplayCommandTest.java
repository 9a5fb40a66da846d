package io.customersegment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Reason;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReplayCommandTest {

    /** A refusal or an unusable answer is not retryable, but ends when an operator corrects a permission, a filter or the campaign. */
    @ParameterizedTest
    @EnumSource
    void shouldSelectWithoutATypeWhatIsNotTheRequestsFault(Reason reason) {
        boolean endsWithoutAnotherRequest =
                reason.retryable() || reason == Reason.SOURCE_REFUSED || reason == Reason.SOURCE_UNUSABLE;

        assertThat(List.of(ReplayCommand.NOT_THE_REQUESTS_FAULT.split(","))
                        .contains(ReplayCommand.word(reason.type().title())))
                .isEqualTo(endsWithoutAnotherRequest);
    }
}
