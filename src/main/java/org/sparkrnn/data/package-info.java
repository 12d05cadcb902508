/**
 * Sequences as named columns of primitive arrays, their vocabularies and the mini-batches made of
 * them. No Spark.
 */
package org.sparkrnn.data;
