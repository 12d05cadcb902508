/** Converts columns of a DataFrame to encoded sequences and back. Not for users. */
package org.sparkrnn.ml.column;
