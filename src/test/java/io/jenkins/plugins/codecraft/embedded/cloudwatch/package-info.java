/** CloudWatch's alarms of the embedded AWS. */
package io.jenkins.plugins.codecraft.embedded.cloudwatch;
