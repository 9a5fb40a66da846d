package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.request.CarModel;
import java.util.List;
import java.util.stream.Collectors;

/** The file of the customers and that of the interactions, which are checked against each other. */
record BothFiles(CustomerRows customers, InteractionRows interactions) {

    /** What the files hold; with problems, as much of it as can be read. */
    CustomerData read(Catalogue catalogue, List<CarModel> products, DataProblems problems) {
        List<InteractionRows.Line> events = interactions.read(problems);
        List<CustomerRows.Line> lines = customers.read(InteractionRows.interests(events), problems);
        CustomerData data = new CustomerData(
                catalogue,
                lines.stream().map(CustomerRows.Line::customer).toList(),
                events.stream().map(InteractionRows.Line::interaction).toList());
        if (customers.places().size() == data.columns().size()) {
            Promises.of(catalogue, data.customers(), data.interactions()).check(customers, lines, problems);
        }
        interactions.noteSurprises(
                events, data.customers().stream().map(Customer::id).collect(Collectors.toSet()), products, problems);
        return data;
    }
}
