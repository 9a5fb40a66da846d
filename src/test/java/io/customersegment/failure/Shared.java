package io.customersegment.failure;

import io.customersegment.LocalParts;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Provides test classes with one shared broker and one shared emulator; both are closed after the last test of all classes. */
final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(LocalParts.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Shared.class))
                .getOrComputeIfAbsent(Resource.class, key -> new Resource(), Resource.class)
                .parts;
    }

    private static final class Resource implements AutoCloseable {

        private final Cluster cluster = Cluster.single();
        private final LocalParts parts = new LocalParts(cluster.bootstrapServers());

        @Override
        public void close() {
            parts.close();
            cluster.close();
        }
    }
}
