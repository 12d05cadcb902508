package org.sparkrnn.io;

import java.io.Closeable;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Rows of files, which are closed at their end, or earlier when the iterator is. */
interface RowIterator extends Iterator<Row>, Closeable {}
