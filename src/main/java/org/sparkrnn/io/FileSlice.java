package org.sparkrnn.io;

import java.io.Serializable;

/**
 * A part of a file: the bytes from {@code start} to before {@code end}. A compressed file is one
 * slice without an end.
 */
record FileSlice(String path, long start, long end) implements Serializable {}
