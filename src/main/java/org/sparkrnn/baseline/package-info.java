/** Counting baselines: what a network has to beat. */
package org.sparkrnn.baseline;
