/**
 * Sequences as named columns of primitive arrays, their vocabularies and the mini-batches made of
 * them; numbers under names in files of the safetensors format. No Spark. Users of {@code predict}
 * meet its sequences, vocabularies and {@code Readout}; the rest is not for users.
 */
package org.sparkrnn.data;
