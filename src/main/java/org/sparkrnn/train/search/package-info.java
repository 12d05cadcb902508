/**
 * The arithmetic of a search for settings: ranges, the draws of trials, and the choice of trials
 * that are trained longer. This package does not use Spark and is not for users.
 */
package org.sparkrnn.train.search;
