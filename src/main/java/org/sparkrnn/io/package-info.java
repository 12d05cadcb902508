/**
 * Sequences in files, on any Hadoop file system: reading and writing data frames of sequences,
 * writing outputs whole or not at all. For users: {@code SequenceReader} and {@code SequenceWriter}
 * with what they take; the rest is not.
 */
package org.sparkrnn.io;
