/** What becomes of the last states: output functions and losses. Not for users. */
package org.sparkrnn.nn.output;
