package io.customersegment.app.doctor;

import io.customersegment.app.doctor.Finding.Status;
import io.customersegment.personalize.ControlPlaneException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** One run of the checks. Makes each check whose needs are met, whatever the outcome of the others. */
final class Checkup {

    private final Consumer<Finding> report;
    private final Map<Check, Finding> findings = new EnumMap<>(Check.class);
    private final Set<Check> complete = EnumSet.noneOf(Check.class);

    Checkup(Consumer<Finding> report) {
        this.report = report;
    }

    /** Makes the check, or skips it if one that it needs was not completed. */
    void check(Check check, Supplier<CheckResult> body) {
        Check unmet = first(check.needs(), need -> !complete.contains(need));
        CheckResult result = unmet == null ? result(body) : becauseOf(unmet);
        if (result.complete()) {
            complete.add(check);
        }
        Finding finding = new Finding(check, result.status(), result.text(), result.remedy());
        findings.put(check, finding);
        report.accept(finding);
    }

    /** Skips all checks that were not made. */
    void skipRest() {
        for (Check check : Check.values()) {
            if (!findings.containsKey(check)) {
                check(check, () -> CheckResult.skip("not asked for"));
            }
        }
    }

    /** Returns the first of the given checks that failed, or null if none did. */
    @Nullable
    Check failed(Check... checks) {
        return first(List.of(checks), check -> {
            Finding finding = findings.get(check);
            return finding != null && finding.status() == Status.FAIL;
        });
    }

    static CheckResult becauseOf(Check check) {
        return CheckResult.skip("because of " + check.word());
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    private static @Nullable Check first(List<Check> checks, Predicate<Check> wanted) {
        return checks.stream().filter(wanted).findFirst().orElse(null);
    }

    private static CheckResult result(Supplier<CheckResult> body) {
        try {
            return body.get();
        } catch (ControlPlaneException fault) {
            String message = String.valueOf(fault.getMessage());
            return fault.kind() == ControlPlaneException.Kind.DENIED
                    ? CheckResult.unknown(message, "allow it to doctor; run does not need it")
                    : CheckResult.fail(message, null);
        } catch (KafkaException fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            return cause instanceof AuthorizationException
                    ? CheckResult.unknown(
                            "The cluster does not let doctor look: " + cause.getMessage(),
                            "allow doctor Describe and DescribeConfigs; run does not need them")
                    : CheckResult.fail(words(fault), null);
        } catch (RuntimeException fault) {
            return CheckResult.fail(words(fault), null);
        }
    }

    private static String words(Throwable fault) {
        String own = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        Throwable cause = fault.getCause();
        return cause == null || cause.getMessage() == null || own.contains(cause.getMessage())
                ? own
                : own + ": " + cause.getMessage();
    }
}
