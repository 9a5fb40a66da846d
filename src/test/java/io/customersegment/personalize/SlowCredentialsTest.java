package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that a program of the operator's is to find, and does not in time. */
@DisabledIfEnvironmentVariable(named = "AWS_ACCESS_KEY_ID", matches = ".+", disabledReason = "they are found at once")
final class SlowCredentialsTest {

    private static final String CONFIG_FILE = "aws.configFile";

    @TempDir
    private Path directory = Path.of("unset");

    @AfterEach
    void forget() {
        System.clearProperty(CONFIG_FILE);
    }

    @Test
    void shouldEndACallWhoseCredentialsAreNotFoundInTime() throws IOException {
        Path profile = Files.writeString(
                directory.resolve("config"), "[default]\nregion = us-east-1\ncredential_process = sleep 10\n");
        System.setProperty(CONFIG_FILE, profile.toString());

        Failure failure;
        try (PersonalizeSource source = PersonalizeSource.open(TestCalls.settings("http://127.0.0.1:1", 200))) {
            failure = TestCalls.failure(TestCalls.wait(source.recommend(TestCalls.PROBE)));
        }

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
        assertThat(failure.detail()).isEqualTo("The AWS credentials were not found within personalize.call.timeout.ms");
    }
}
