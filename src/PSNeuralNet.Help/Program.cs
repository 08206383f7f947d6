if (args.Length != 3)
{
    Console.Error.WriteLine("usage: PSNeuralNet.Help <cmdlet assembly> <its XML documentation> <MAML file to write>");
    return 2;
}

return 0;
