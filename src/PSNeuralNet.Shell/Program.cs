using PSNeuralNet.Shell;

return ShellProgram.Run(args);
