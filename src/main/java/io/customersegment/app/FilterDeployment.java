package io.customersegment.app;

import io.customersegment.personalize.ControlPlane;
import io.customersegment.personalize.ControlPlane.DeployedFilter;
import io.customersegment.personalize.ControlPlane.FilterContent;
import io.customersegment.personalize.ControlPlaneException;
import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.FilterTemplates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deploys the filters that the catalogue needs to a dataset group of Personalize. Creates missing filters and deletes none. */
public final class FilterDeployment {

    private static final String ACTIVE = "ACTIVE";
    private static final Set<String> UNDER_CREATION = Set.of("CREATE PENDING", "CREATE IN_PROGRESS");
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final ControlPlane control;
    private final String datasetGroupArn;
    private final List<FilterTemplate> needed;
    private final Map<String, FilterContent> contents = new HashMap<>();

    public FilterDeployment(ControlPlane control, String datasetGroupArn, FilterTemplates needed) {
        this.control = control;
        this.datasetGroupArn = datasetGroupArn;
        this.needed = needed.all();
    }

    /**
     * Returns the states of the filters: first the needed ones in their order, then those that are no longer needed. Filters whose names do
     * not have the form of catalogue filters are left out.
     *
     * @throws ControlPlaneException if the service cannot be called
     */
    public List<FilterState> states() {
        return states(control.filters(datasetGroupArn));
    }

    private List<FilterState> states(List<DeployedFilter> there) {
        Map<String, DeployedFilter> byName = new LinkedHashMap<>();
        there.forEach(filter -> byName.put(filter.name(), filter));
        List<FilterState> states = new ArrayList<>();
        for (FilterTemplate template : needed) {
            states.add(state(template, byName.remove(template.name())));
        }
        byName.values().stream()
                .filter(filter -> FilterTemplates.isName(filter.name()))
                .map(filter -> new FilterState(FilterState.Kind.UNNEEDED, filter.name(), filter.arn(), ""))
                .forEach(states::add);
        return states;
    }

    private FilterState state(FilterTemplate template, @Nullable DeployedFilter there) {
        if (there == null) {
            return new FilterState(FilterState.Kind.MISSING, template.name(), null, "");
        }
        if (there.status().startsWith("DELETE")) {
            return new FilterState(FilterState.Kind.DELETING, template.name(), there.arn(), there.status());
        }
        boolean creating = UNDER_CREATION.contains(there.status());
        if (!creating && !there.status().equals(ACTIVE)) {
            String reason = there.failureReason();
            String detail = there.status() + (reason == null ? "" : ": " + reason);
            return new FilterState(FilterState.Kind.FAILED, template.name(), there.arn(), detail);
        }
        // Fetched once, because a filter cannot be changed.
        FilterContent content = contents.computeIfAbsent(there.arn(), control::content);
        if (!content.expression().equals(template.expression())) {
            return new FilterState(FilterState.Kind.DIFFERENT, template.name(), there.arn(), "");
        }
        return creating
                ? new FilterState(FilterState.Kind.CREATING, template.name(), there.arn(), there.status())
                : new FilterState(FilterState.Kind.ACTIVE, template.name(), there.arn(), "");
    }

    /**
     * Creates the missing filters and waits until they are active. May run in two places at once.
     *
     * @param wait the longest wait, during which more filters are created if the service accepts only a few at a time
     * @param progress called from time to time with the states of the filters
     * @return the states of the filters at the end
     * @throws IllegalStateException before anything is created, if the dataset group has no room for the missing filters
     * @throws ControlPlaneException if the service cannot be called or refuses
     */
    public List<FilterState> apply(Duration wait, Consumer<List<FilterState>> progress) {
        long giveUp = System.nanoTime() + wait.toNanos();
        List<DeployedFilter> there = control.filters(datasetGroupArn);
        List<FilterState> states = states(there);
        requireRoom(there, states);
        Set<String> created = new HashSet<>();
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            ControlPlaneException limit = createMissing(states, created);
            states = states().stream()
                    .map(state -> state.kind() == FilterState.Kind.ACTIVE && created.contains(state.name())
                            ? new FilterState(FilterState.Kind.CREATED, state.name(), state.arn(), "")
                            : state)
                    .toList();
            progress.accept(states);
            boolean creating = any(states, FilterState.Kind.CREATING);
            if (limit != null && !creating) {
                throw limit;
            }
            boolean finished = !creating && !any(states, FilterState.Kind.MISSING);
            if (finished || System.nanoTime() - giveUp >= 0) {
                return states;
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean any(List<FilterState> states, FilterState.Kind kind) {
        return states.stream().anyMatch(state -> state.kind() == kind);
    }

    /** Returns why some filters could not be created yet, or null if all were created. Adds the created ones to {@code created}. */
    private @Nullable ControlPlaneException createMissing(List<FilterState> states, Set<String> created) {
        Map<String, FilterTemplate> templates =
                needed.stream().collect(Collectors.toMap(FilterTemplate::name, template -> template));
        for (FilterState state : states) {
            FilterTemplate template = templates.get(state.name());
            if (state.kind() != FilterState.Kind.MISSING || template == null) {
                continue;
            }
            try {
                control.create(datasetGroupArn, template);
                created.add(template.name());
            } catch (ControlPlaneException refused) {
                switch (refused.kind()) {
                    case EXISTS -> requireHere(template.name());
                    case LIMIT -> {
                        return refused;
                    }
                    default -> throw refused;
                }
            }
        }
        return null;
    }

    /**
     * Requires that an existing filter that was not listed belongs to this dataset group. Names are unique in an account, so the filter was
     * either created in the meantime or belongs to another dataset group.
     */
    private void requireHere(String name) {
        String arn = prefix(datasetGroupArn) + name;
        String owner = control.content(arn).datasetGroupArn();
        if (!owner.equals(datasetGroupArn)) {
            throw new IllegalStateException("Filter " + name + " belongs to " + owner
                    + ", and a name exists once in an account and region: use that dataset group, or delete it there:"
                    + " aws personalize delete-filter --filter-arn " + arn);
        }
    }

    /** Returns the part before the name in the ARNs of a dataset group's filters. */
    public static String prefix(String datasetGroupArn) {
        return datasetGroupArn.substring(0, datasetGroupArn.lastIndexOf(':') + 1) + "filter/";
    }

    private static void requireRoom(List<DeployedFilter> there, List<FilterState> states) {
        long missing = states.stream()
                .filter(state -> state.kind() == FilterState.Kind.MISSING)
                .count();
        if (there.size() + missing > FilterTemplates.MAX_FILTERS) {
            String unneeded = states.stream()
                    .filter(state -> state.kind() == FilterState.Kind.UNNEEDED)
                    .map(state -> "\n" + state.text())
                    .collect(Collectors.joining());
            throw new IllegalStateException("The dataset group has " + there.size() + " filters and " + missing
                    + " are missing, but it holds at most " + FilterTemplates.MAX_FILTERS
                    + ": delete filters that nobody uses" + unneeded);
        }
    }
}
