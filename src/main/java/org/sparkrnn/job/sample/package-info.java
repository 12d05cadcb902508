/** The grammars that sample-data/ is drawn from: sentences of our own, tagged by construction. */
package org.sparkrnn.job.sample;
