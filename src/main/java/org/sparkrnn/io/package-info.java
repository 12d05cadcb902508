/**
 * Sequences and weights in files, on any Hadoop file system: reading and writing data frames of
 * sequences, writing outputs whole or not at all, and the safetensors format.
 */
package org.sparkrnn.io;
