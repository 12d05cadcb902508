/** What a training writes for people to look at while it runs: TensorBoard's event files, CSV. */
package org.sparkrnn.train.record;
