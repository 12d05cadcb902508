/** The generators of sample-data/, which draw sequences with known labels. Not for users. */
package org.sparkrnn.job.sample;
