// Writes the public key of an assembly into a file: Facade.cs has to bear that of the assembly that it stands for.
using System.IO;
using System.Reflection;

class PublicKey
{
    static void Main(string[] files)
    {
        File.WriteAllBytes(files[1], AssemblyName.GetAssemblyName(files[0]).GetPublicKey());
    }
}
