package io.customersegment.outcome;

/** The six error types of the action, each with the action's own cause and solution. */
public enum ErrorType {
    INVALID_PROMPT(
            "Invalid Prompt",
            "Prompt is too vague or malformed",
            "Provide specific, clear segmentation criteria in the prompt"),
    NO_SEGMENTS_FOUND(
            "No Segments Found",
            "No customers match the criteria",
            "Broaden your search criteria or try different car models"),
    MODEL_NOT_FOUND(
            "Model Not Found",
            "Car model value doesn't match enum options",
            "Use one of the predefined car model options from the list"),
    PERSONALIZE_ERROR(
            "Personalize Error", "Amazon Personalize service error", "Check AWS Personalize status and configuration"),
    EMPTY_DATA(
            "Empty Data",
            "No customer data available for segmentation",
            "Ensure customer data has been imported into Personalize"),
    TIMEOUT(
            "Timeout Error",
            "Query took too long to process",
            "Simplify the prompt or reduce the scope of segmentation");

    private final String title;
    private final String cause;
    private final String solution;

    ErrorType(String title, String cause, String solution) {
        this.title = title;
        this.cause = cause;
        this.solution = solution;
    }

    /** Returns the name on the wire, e.g. {@code Invalid Prompt}. */
    public String title() {
        return title;
    }

    /** Returns the usual cause of this type of error, in the action's words. */
    public String cause() {
        return cause;
    }

    /** Returns what the sender can do about it, in the action's words. */
    public String solution() {
        return solution;
    }
}
