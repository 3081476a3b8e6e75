// Run by Jenkins when it starts under hpi:run: makes the job "iris" of examples/iris, with its files in the workspace.
import hudson.FilePath
import jenkins.model.Jenkins
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

def example = new File(System.getProperty('codecraft.example'))
def jenkins = Jenkins.get()
if (jenkins.getItem('iris') == null) {
    def job = jenkins.createProject(WorkflowJob, 'iris')
    job.definition = new CpsFlowDefinition(new File(example, 'Jenkinsfile').getText('UTF-8'), true)
    job.save()
    new FilePath(example).copyRecursiveTo(jenkins.getWorkspaceFor(job))
}
