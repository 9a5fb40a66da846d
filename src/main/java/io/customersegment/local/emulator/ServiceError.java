package io.customersegment.local.emulator;

/**
 * An error as the service puts it on the wire.
 *
 * @param type the exception's name, by which clients tell errors apart
 */
record ServiceError(int status, String type, String message) {

    static ServiceError invalidInput(String message) {
        return client("InvalidInputException", message);
    }

    static ServiceError notFound(String message) {
        return new ServiceError(404, "ResourceNotFoundException", message);
    }

    /** An error of the caller's that has no status of its own. */
    static ServiceError client(String type, String message) {
        return new ServiceError(400, type, message);
    }
}
