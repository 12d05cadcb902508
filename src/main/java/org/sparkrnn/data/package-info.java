/**
 * Sequences as named columns of primitive arrays, their vocabularies and the mini-batches made of
 * them; files of named tensors in the safetensors format. This package does not use Spark. For
 * users there are {@code InvalidInputException}, {@code ReadMode} and {@code Readout}, and with
 * {@code predict} {@code SequenceEncoder}, {@code EncodedSequence} and {@code Vocabulary}; the rest
 * is not for users.
 */
package org.sparkrnn.data;
