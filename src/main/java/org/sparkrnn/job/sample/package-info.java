/**
 * The generators that sample-data/ is drawn from: sequences of our own, labelled by construction.
 */
package org.sparkrnn.job.sample;
