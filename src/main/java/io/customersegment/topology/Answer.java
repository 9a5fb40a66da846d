package io.customersegment.topology;

/**
 * The value of an answer, ready to be sent.
 *
 * @param found whether it is a result, else it is an error record
 * @param value its bytes; handed over, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a segment's bytes are shared by all who ask the same
record Answer(boolean found, byte[] value) {}
