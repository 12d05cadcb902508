/**
 * The arithmetic of a search for settings: ranges, what a trial draws from them, and which trials
 * are trained for longer. It knows no Spark. Not for users.
 */
package org.sparkrnn.train.search;
