/**
 * Counting baselines: what a network has to beat. Users get them from the models of {@code ml},
 * whose methods say what they are; they are not made by users, who may depend on
 * it for what they are given.
 */
package org.sparkrnn.baseline;
