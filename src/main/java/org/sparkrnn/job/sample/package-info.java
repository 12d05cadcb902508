/**
 * The generators that sample-data/ is drawn from: sequences of our own, labelled by construction.
 * Not for users.
 */
package org.sparkrnn.job.sample;
