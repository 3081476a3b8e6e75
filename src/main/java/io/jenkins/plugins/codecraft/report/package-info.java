/** The page of a build that used a step, and the trend of a job's metrics. */
package io.jenkins.plugins.codecraft.report;
