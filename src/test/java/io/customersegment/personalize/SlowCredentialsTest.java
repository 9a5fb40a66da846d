package io.customersegment.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.outcome.Failure;
import io.customersegment.outcome.Reason;
import java.io.IOException;
import java.net.ServerSocket;
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
        findWith("sleep 10");

        Failure failure = failureOfACall("http://127.0.0.1:1", 200);

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
        assertThat(failure.detail()).isEqualTo("The AWS credentials were not found within personalize.call.timeout.ms");
    }

    @Test
    void shouldNotBlameCredentialsThatWereFoundForASilentService() throws IOException {
        Path program = Files.writeString(directory.resolve("program"), """
                sleep 0.2
                echo '{"Version": 1, "AccessKeyId": "id", "SecretAccessKey": "secret"}'
                """);
        findWith("sh " + program);

        Failure failure;
        try (ServerSocket silent = new ServerSocket(0)) {
            failure = failureOfACall("http://127.0.0.1:" + silent.getLocalPort(), 5000);
        }

        assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TIMED_OUT);
        assertThat(failure.detail()).startsWith("Personalize did not answer");
    }

    private void findWith(String command) throws IOException {
        Path profile = Files.writeString(
                directory.resolve("config"), "[default]\nregion = us-east-1\ncredential_process = " + command + "\n");
        System.setProperty(CONFIG_FILE, profile.toString());
    }

    private static Failure failureOfACall(String endpoint, int timeoutMillis) {
        try (PersonalizeSource source = PersonalizeSource.open(TestCalls.settings(endpoint, timeoutMillis))) {
            return TestCalls.failure(TestCalls.wait(source.recommend(TestCalls.PROBE)));
        }
    }
}
