/**
 * Counting baselines: what a network has to beat. Users get them from the models of {@code ml},
 * whose methods say what they are, and may depend on what they are given; they make none
 * themselves.
 */
package org.sparkrnn.baseline;
