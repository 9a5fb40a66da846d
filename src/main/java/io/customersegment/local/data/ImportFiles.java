package io.customersegment.local.data;

import io.customersegment.plan.FilterTemplate;
import io.customersegment.plan.ItemValue;
import io.customersegment.plan.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads and checks the files that Personalize imports, {@link DatasetFiles#ITEMS} and {@link DatasetFiles#INTERACTIONS}. */
public final class ImportFiles {

    private static final String SEPARATOR = Pattern.quote(Dataset.MULTI_VALUE_SEPARATOR);

    private final Business business;
    private final DataProblems problems = new DataProblems();

    private ImportFiles(Business business) {
        this.business = business;
    }

    /**
     * Returns the customers in the two files of a directory.
     *
     * @param business the catalogue and products that the files are checked against; users of the interactions may also be other products
     * @param notice receives each notice, which is not an error, as one line
     * @throws IllegalArgumentException if a file is missing or breaks a rule; the message names the file, the line and the column of
     *     each problem
     */
    public static CustomerData read(Path directory, Business business, Consumer<String> notice) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("There is no directory " + directory + "; it must hold "
                    + DatasetFiles.ITEMS + " and " + DatasetFiles.INTERACTIONS);
        }
        ImportFiles files = new ImportFiles(business);
        CustomerData data = files.read(directory);
        files.problems.throwIfAny("The data in " + directory + " cannot be used");
        files.problems.notices().forEach(notice);
        return data;
    }

    private CustomerData read(Path directory) {
        CsvTable items = CsvTable.read(directory.resolve(DatasetFiles.ITEMS), problems);
        CsvTable table = CsvTable.read(directory.resolve(DatasetFiles.INTERACTIONS), problems);
        ColumnIndexes indexes = new ColumnIndexes(items, UnaryOperator.identity(), problems);
        CustomerRows customers = new CustomerRows(
                items,
                CellFormat.IMPORT,
                indexes.need(List.of(DatasetFiles.ITEM_ID)),
                indexes.needAll(CustomerData.columns(business.catalogue())));
        int models = indexes.need(List.of(FilterTemplate.INTERESTED_MODELS));
        int shard = indexes.need(List.of(FilterTemplate.SHARD));
        indexes.find(List.of(CustomerData.CREATION_TIMESTAMP));
        indexes.finish(business.reasonForMissingColumns());
        InteractionRows interactions = interactions(table);
        CustomerData data = new CustomerDataFiles(customers, interactions).read(business, problems);
        boolean sound = problems.isSound(interactions.table().name());
        for (int i = 0; i < data.customers().size(); i++) {
            Customer customer = data.customers().get(i);
            CsvTable.Row row = items.rows().get(i);
            if (shard != ColumnIndexes.NONE) {
                checkShard(customer, row.cells().get(shard), items.name(), row.line());
            }
            if (models != ColumnIndexes.NONE && sound) {
                checkModels(customer, row.cells().get(models), items.name(), row.line());
            }
        }
        return data;
    }

    private InteractionRows interactions(CsvTable table) {
        ColumnIndexes indexes = new ColumnIndexes(table, UnaryOperator.identity(), problems);
        InteractionRows rows = new InteractionRows(
                table,
                CellFormat.IMPORT,
                indexes.need(List.of(DatasetFiles.ITEM_ID)),
                indexes.need(List.of(DatasetFiles.USER_ID)),
                indexes.find(List.of(DatasetFiles.EVENT_TYPE)),
                indexes.need(List.of(DatasetFiles.TIMESTAMP)),
                UnaryOperator.identity());
        indexes.finish();
        return rows;
    }

    private void checkShard(Customer customer, String shard, String file, int line) {
        if (!shard.equals(String.valueOf(Shard.of(customer.id())))) {
            problems.add(
                    file,
                    line,
                    FilterTemplate.SHARD,
                    "this must be the low 20 bits of the CRC-32 of the id in UTF-8; the command dataset fills it in");
        }
    }

    private void checkModels(Customer customer, String models, String file, int line) {
        Set<String> expected = customer.interestedModels().isEmpty()
                ? Set.of(ItemValue.NULL_TEXT)
                : Set.copyOf(customer.interestedModels());
        if (!Set.copyOf(Arrays.asList(models.split(SEPARATOR, -1))).equals(expected)) {
            problems.add(
                    file,
                    line,
                    FilterTemplate.INTERESTED_MODELS,
                    "this must be the users of the customer's interactions, joined by " + Dataset.MULTI_VALUE_SEPARATOR
                            + ", or " + ItemValue.NULL_TEXT + "; the command dataset fills it in");
        }
    }
}
