/** The mains behind the launchers in jobs/. */
package org.sparkrnn.job;
