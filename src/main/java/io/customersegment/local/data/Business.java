package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.List;

/**
 * What the data files of a business are checked against.
 *
 * @param products what requests may ask for
 * @param today the day that they are read on
 * @param builtInCatalogue whether the catalogue is the one that is built in for want of another
 * @param builtInProducts whether the products are those that are built in for want of others
 */
public record Business(
        Catalogue catalogue,
        List<CarModel> products,
        LocalDate today,
        boolean builtInCatalogue,
        boolean builtInProducts) {

    public Business {
        products = List.copyOf(products);
    }

    /** A business with a catalogue and products of its own. */
    public static Business of(Catalogue catalogue, List<CarModel> products, LocalDate today) {
        return new Business(catalogue, products, today, false, false);
    }

    /** Why the columns of files may be others than those of the catalogue; empty if it is not known. */
    String reasonForMissingColumns() {
        return builtInCatalogue ? "; the catalogue that is built in is in use; set catalogue.file" : "";
    }

    /** Why the products of files may be others than those of requests; empty if it is not known. */
    String reasonForOtherProducts() {
        return builtInProducts ? "; the request schema that is built in is in use; set request.schema.file" : "";
    }
}
