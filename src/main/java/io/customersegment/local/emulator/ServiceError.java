package io.customersegment.local.emulator;

/**
 * An error as the service sends it.
 *
 * @param type the name of the exception, by which clients distinguish errors
 */
record ServiceError(int status, String type, String message) {

    static ServiceError invalidInput(String message) {
        return client("InvalidInputException", message);
    }

    static ServiceError notFound(String message) {
        return new ServiceError(404, "ResourceNotFoundException", message);
    }

    /** Returns an error of the caller that has no specific HTTP status. */
    static ServiceError client(String type, String message) {
        return new ServiceError(400, type, message);
    }
}
