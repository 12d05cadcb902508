/**
 * Sequences in files, on any Hadoop file system: reading and writing data frames of sequences, and
 * writing outputs completely or not at all. {@code SequenceReader}, {@code SequenceWriter} and the
 * types of their arguments are for users; the rest is not.
 */
package org.sparkrnn.io;
