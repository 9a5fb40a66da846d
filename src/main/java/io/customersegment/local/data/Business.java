package io.customersegment.local.data;

import io.customersegment.catalogue.Catalogue;
import io.customersegment.request.CarModel;
import java.time.LocalDate;
import java.util.List;

/**
 * The catalogue and the products that the data files of a business are checked against.
 *
 * @param products the products that requests can name
 * @param today the day on which the files are read
 * @param builtInCatalogue whether the catalogue is the built-in one, because no other is configured
 * @param builtInProducts whether the products are the built-in ones, because no others are configured
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

    /** Returns a business with its own catalogue and products. */
    public static Business of(Catalogue catalogue, List<CarModel> products, LocalDate today) {
        return new Business(catalogue, products, today, false, false);
    }

    /** Returns why the columns of files may differ from those of the catalogue, empty if not known. */
    String reasonForMissingColumns() {
        return builtInCatalogue ? "; the catalogue that is built in is in use; set catalogue.file" : "";
    }

    /** Returns why the products of files may differ from those of requests, empty if not known. */
    String reasonForOtherProducts() {
        return builtInProducts ? "; the request schema that is built in is in use; set request.schema.file" : "";
    }
}
