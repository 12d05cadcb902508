/**
 * The files that a training writes for people to follow its progress: TensorBoard event files and
 * CSV.
 */
package org.sparkrnn.train.record;
