/**
 * Sequences as named columns of primitive arrays, their vocabularies and the mini-batches made of
 * them; numbers under names in files of the safetensors format. No Spark. Users meet {@code
 * InvalidInputException} everywhere, {@code ReadMode} and {@code Readout} as Params say them, and
 * with {@code predict} {@code SequenceEncoder}, {@code EncodedSequence} and {@code Vocabulary}; the
 * rest is not for users.
 */
package org.sparkrnn.data;
