/** The main classes behind the launchers in jobs/. Not for use in programs. */
package org.sparkrnn.job;
