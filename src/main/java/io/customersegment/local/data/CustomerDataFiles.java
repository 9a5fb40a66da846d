package io.customersegment.local.data;

import java.util.List;
import java.util.stream.Collectors;

/** The files of the customers and of the interactions, which are checked against each other. */
record CustomerDataFiles(CustomerRows customers, InteractionRows interactions) {

    /** Reads the files; if there are problems, as much of them as can be read. */
    CustomerData read(Business business, DataProblems problems) {
        List<InteractionRows.Line> events = interactions.read(problems);
        List<CustomerRows.Line> lines = customers.read(InteractionRows.interests(events), problems);
        CustomerData data = new CustomerData(
                business.catalogue(),
                lines.stream().map(CustomerRows.Line::customer).toList(),
                events.stream().map(InteractionRows.Line::interaction).toList());
        if (customers.places().size() == data.columns().size()) {
            CatalogueConstraints.of(business.catalogue(), data.customers(), data.interactions())
                    .check(customers, lines, problems);
        }
        interactions.noteSurprises(
                events, data.customers().stream().map(Customer::id).collect(Collectors.toSet()), business, problems);
        return data;
    }
}
