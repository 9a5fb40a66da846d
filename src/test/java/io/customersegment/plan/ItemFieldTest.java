package io.customersegment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.customersegment.catalogue.CatalogueReader;
import io.customersegment.local.data.SampleData;
import org.junit.jupiter.api.Test;

final class ItemFieldTest {

    @Test
    void shouldBeTheFieldsOfTheSampleDataBehindTheId() {
        assertThat(ItemField.of(CatalogueReader.builtIn()).stream()
                        .skip(1)
                        .map(field -> field.name() + " " + field.type()))
                .containsExactlyElementsOf(SampleData.asOf(SampleData.DAY).dataset().fields().stream()
                        .map(field -> field.name() + " " + field.type().word())
                        .toList());
    }
}
